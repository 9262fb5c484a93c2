import "../../../app/globals.css";
import { NextIntlClientProvider } from "next-intl";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { RegionsBlock } from "../../../app/(annotate)/judge/[slug]/questions/regions-block.tsx";
import { makeFrame, placeInFrame } from "../../../app/_components/viewer/frame.ts";
import { PicturePane } from "../../../app/_components/viewer/picture-pane.tsx";
import { MarkingBar } from "../../../app/_components/viewer/regions/marking-bar.tsx";
import { type Marks, startMarks } from "../../../app/_components/viewer/regions/marks.ts";
import { RegionLayer } from "../../../app/_components/viewer/regions/region-layer.tsx";
import { useMarking } from "../../../app/_components/viewer/regions/use-marking.ts";
import { useMarkingKeys } from "../../../app/_components/viewer/regions/use-marking-keys.ts";
import { loadMessages } from "../../../app/_messages/load-messages.ts";
import { useLinkedView } from "../../../app/_components/viewer/use-linked-view.ts";

/** An edit as large as its source, and one of another size that covers the source's middle. */
const SOURCE = { width: 640, height: 480 };
const EDITS = [
  { name: "A", address: "/640x480.png", width: 640, height: 480, covered: { x: 0, y: 0, width: 1, height: 1 } },
  { name: "B", address: "/2000x2000.png", width: 2_000, height: 2_000, covered: { x: 0.125, y: 0, width: 0.75, height: 1 } },
];
const BLOCK = { types: ["artifact", "over_edit", "missed"], severity: true };
const RENDERING = { brightness: 1, changesOpacity: 0 };

function Story() {
  const [marks, setMarks] = useState<Marks>(startMarks(EDITS.length));
  const linked = useLinkedView();
  const marking = useMarking({ block: BLOCK, marks, onChange: setMarks });
  useMarkingKeys(true, marking, EDITS);
  const frame = makeFrame(SOURCE, EDITS.map((edit) => edit.covered));
  return (
    <main className="flex h-dvh flex-col bg-stage" data-marks={JSON.stringify(marks)}>
      <div className="grid min-h-0 flex-1 grid-cols-2 gap-2 px-3">
        {EDITS.map((edit, index) => {
          const picture = { ...edit, place: placeInFrame(frame, edit.covered) };
          return <PicturePane key={edit.name} label={edit.name} frame={frame} picture={picture} linked={linked} rendering={RENDERING} layer={(onScreen) => <RegionLayer marking={marking} edit={index} picture={picture} onScreen={onScreen} />} />;
        })}
      </div>
      <MarkingBar marking={marking} />
      <div className="border-t border-line px-3 py-3">
        <RegionsBlock marking={marking} edits={EDITS} isArmed />
      </div>
    </main>
  );
}

createRoot(document.querySelector("#story")!).render(
  <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC">
    <Story />
  </NextIntlClientProvider>,
);
