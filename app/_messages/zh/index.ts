import adjudication from "./adjudication.json";
import auth from "./auth.json";
import comparison from "./comparison.json";
import bestOfN from "./best-of-n.json";
import blocks from "./blocks.json";
import comparisons from "./comparisons.json";
import dimensions from "./dimensions.json";
import errors from "./errors.json";
import history from "./history.json";
import failures from "./failures.json";
import imports from "./imports.json";
import items from "./items.json";
import judge from "./judge.json";
import manage from "./manage.json";
import overview from "./overview.json";
import people from "./people.json";
import person from "./person.json";
import preview from "./preview.json";
import projects from "./projects.json";
import quality from "./quality.json";
import questions from "./questions.json";
import quiz from "./quiz.json";
import regions from "./regions.json";
import report from "./report.json";
import scorers from "./scorers.json";
import settings from "./settings.json";
import shell from "./shell.json";
import studies from "./studies.json";
import study from "./study.json";
import teach from "./teach.json";
import titles from "./titles.json";
import tokens from "./tokens.json";
import together from "./together.json";

import type { Messages } from "../load-messages.ts";

const messages: Messages = { adjudication, auth, bestOfN, blocks, comparison, comparisons, dimensions, errors, failures, history, imports, items, judge, manage, overview, people, person, preview, projects, quality, questions, quiz, regions, report, scorers, settings, shell, studies, study, teach, titles, tokens, together };

export default messages;
