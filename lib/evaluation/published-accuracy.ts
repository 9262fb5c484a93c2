type Triple = { PF: number; C: number; O: number };
export type PublishedRow = { name: string; values: Record<"overall" | "subject" | "appearance" | "scene" | "advanced", Triple> };

/**
 * Strict accuracies that EditScore's authors published for their EditReward-Bench (arXiv 2509.23909): another benchmark's pairs
 * and people, shown for reference alone. Avg@4: the mean of four passes.
 */
export const PUBLISHED: readonly PublishedRow[] = [
  { name: "GPT-4.1", values: { overall: { PF: 0.673, C: 0.602, O: 0.705 }, subject: { PF: 0.615, C: 0.52, O: 0.679 }, appearance: { PF: 0.673, C: 0.668, O: 0.709 }, scene: { PF: 0.763, C: 0.682, O: 0.773 }, advanced: { PF: 0.673, C: 0.556, O: 0.686 } } },
  { name: "GPT-5", values: { overall: { PF: 0.777, C: 0.669, O: 0.755 }, subject: { PF: 0.707, C: 0.538, O: 0.708 }, appearance: { PF: 0.762, C: 0.714, O: 0.756 }, scene: { PF: 0.852, C: 0.741, O: 0.841 }, advanced: { PF: 0.806, C: 0.687, O: 0.746 } } },
  { name: "Gemini-2.5-Pro", values: { overall: { PF: 0.703, C: 0.56, O: 0.722 }, subject: { PF: 0.712, C: 0.465, O: 0.765 }, appearance: { PF: 0.631, C: 0.577, O: 0.7 }, scene: { PF: 0.766, C: 0.675, O: 0.693 }, advanced: { PF: 0.736, C: 0.557, O: 0.724 } } },
  { name: "Qwen2.5-VL-7B", values: { overall: { PF: 0.458, C: 0.325, O: 0.432 }, subject: { PF: 0.414, C: 0.317, O: 0.46 }, appearance: { PF: 0.422, C: 0.335, O: 0.47 }, scene: { PF: 0.433, C: 0.236, O: 0.357 }, advanced: { PF: 0.541, C: 0.367, O: 0.41 } } },
  { name: "Qwen2.5-VL-32B", values: { overall: { PF: 0.498, C: 0.376, O: 0.563 }, subject: { PF: 0.527, C: 0.414, O: 0.57 }, appearance: { PF: 0.393, C: 0.32, O: 0.514 }, scene: { PF: 0.611, C: 0.482, O: 0.673 }, advanced: { PF: 0.524, C: 0.351, O: 0.553 } } },
  { name: "Qwen2.5-VL-72B", values: { overall: { PF: 0.54, C: 0.435, O: 0.621 }, subject: { PF: 0.523, C: 0.394, O: 0.594 }, appearance: { PF: 0.39, C: 0.416, O: 0.559 }, scene: { PF: 0.69, C: 0.429, O: 0.713 }, advanced: { PF: 0.627, C: 0.488, O: 0.657 } } },
  { name: "EditScore-7B", values: { overall: { PF: 0.592, C: 0.591, O: 0.659 }, subject: { PF: 0.59, C: 0.585, O: 0.74 }, appearance: { PF: 0.573, C: 0.612, O: 0.663 }, scene: { PF: 0.744, C: 0.735, O: 0.789 }, advanced: { PF: 0.536, C: 0.503, O: 0.529 } } },
  { name: "EditScore-7B, Avg@4", values: { overall: { PF: 0.722, C: 0.72, O: 0.727 }, subject: { PF: 0.691, C: 0.666, O: 0.771 }, appearance: { PF: 0.682, C: 0.73, O: 0.714 }, scene: { PF: 0.821, C: 0.835, O: 0.774 }, advanced: { PF: 0.736, C: 0.693, O: 0.683 } } },
  { name: "EditScore-32B", values: { overall: { PF: 0.638, C: 0.556, O: 0.68 }, subject: { PF: 0.625, C: 0.473, O: 0.703 }, appearance: { PF: 0.587, C: 0.591, O: 0.669 }, scene: { PF: 0.789, C: 0.627, O: 0.764 }, advanced: { PF: 0.625, C: 0.548, O: 0.631 } } },
  { name: "EditScore-32B, Avg@4", values: { overall: { PF: 0.736, C: 0.704, O: 0.733 }, subject: { PF: 0.703, C: 0.627, O: 0.754 }, appearance: { PF: 0.714, C: 0.764, O: 0.71 }, scene: { PF: 0.87, C: 0.787, O: 0.816 }, advanced: { PF: 0.717, C: 0.658, O: 0.699 } } },
  { name: "EditScore-72B", values: { overall: { PF: 0.635, C: 0.586, O: 0.703 }, subject: { PF: 0.612, C: 0.524, O: 0.721 }, appearance: { PF: 0.584, C: 0.623, O: 0.697 }, scene: { PF: 0.788, C: 0.695, O: 0.794 }, advanced: { PF: 0.625, C: 0.541, O: 0.65 } } },
  { name: "EditScore-72B, Avg@4", values: { overall: { PF: 0.755, C: 0.735, O: 0.763 }, subject: { PF: 0.708, C: 0.639, O: 0.807 }, appearance: { PF: 0.733, C: 0.778, O: 0.736 }, scene: { PF: 0.908, C: 0.797, O: 0.837 }, advanced: { PF: 0.734, C: 0.733, O: 0.721 } } },
  { name: "EditScore-Qwen3-VL-4B", values: { overall: { PF: 0.608, C: 0.572, O: 0.68 }, subject: { PF: 0.576, C: 0.481, O: 0.691 }, appearance: { PF: 0.612, C: 0.667, O: 0.715 }, scene: { PF: 0.727, C: 0.678, O: 0.789 }, advanced: { PF: 0.57, C: 0.494, O: 0.582 } } },
  { name: "EditScore-Qwen3-VL-4B, Avg@4", values: { overall: { PF: 0.716, C: 0.716, O: 0.743 }, subject: { PF: 0.692, C: 0.632, O: 0.774 }, appearance: { PF: 0.699, C: 0.821, O: 0.755 }, scene: { PF: 0.89, C: 0.786, O: 0.856 }, advanced: { PF: 0.665, C: 0.639, O: 0.652 } } },
  { name: "EditScore-Qwen3-VL-8B", values: { overall: { PF: 0.608, C: 0.594, O: 0.69 }, subject: { PF: 0.595, C: 0.527, O: 0.711 }, appearance: { PF: 0.576, C: 0.664, O: 0.667 }, scene: { PF: 0.701, C: 0.685, O: 0.785 }, advanced: { PF: 0.603, C: 0.53, O: 0.65 } } },
  { name: "EditScore-Qwen3-VL-8B, Avg@4", values: { overall: { PF: 0.736, C: 0.692, O: 0.759 }, subject: { PF: 0.694, C: 0.63, O: 0.755 }, appearance: { PF: 0.725, C: 0.77, O: 0.74 }, scene: { PF: 0.863, C: 0.752, O: 0.844 }, advanced: { PF: 0.715, C: 0.63, O: 0.739 } } },
];
