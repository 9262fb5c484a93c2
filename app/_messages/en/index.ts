import adjudication from "./adjudication.json";
import auth from "./auth.json";
import comparisons from "./comparisons.json";
import dimensions from "./dimensions.json";
import errors from "./errors.json";
import failures from "./failures.json";
import imports from "./imports.json";
import items from "./items.json";
import judge from "./judge.json";
import manage from "./manage.json";
import overview from "./overview.json";
import people from "./people.json";
import preview from "./preview.json";
import projects from "./projects.json";
import quality from "./quality.json";
import questions from "./questions.json";
import quiz from "./quiz.json";
import report from "./report.json";
import settings from "./settings.json";
import shell from "./shell.json";
import study from "./study.json";
import titles from "./titles.json";
import together from "./together.json";

const messages = { adjudication, auth, comparisons, dimensions, errors, failures, imports, items, judge, manage, overview, people, preview, projects, quality, questions, quiz, report, settings, shell, study, titles, together };

export default messages;
