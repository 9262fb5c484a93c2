export { answerQuiz, type QuizFeedback } from "./answer-quiz.ts";
export { getQuiz, type QuizStanding } from "./get-quiz.ts";
export { needsQuiz } from "./require-quiz.ts";
export { AnswerQuizInput, QuizSettings } from "./schemas.ts";
export { setQuiz } from "./set-quiz.ts";
export { startQuiz } from "./start-quiz.ts";
