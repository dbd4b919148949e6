// What an event says, in the language of the page. gh-ost's own words (log lines, errors) stay as they are: they are what
// people search for.
import { whole } from "../core/format.js";
import { t, word } from "../core/i18n.js";
import { reason } from "./state.js";

const COPIED = /^(\d+) rows copied$/;
const ALERT = /^(\S+) (firing|resolved)$/;
const REPEATED = /^(.*) \((\d+) more like it in (\d+)s, the last at \S+\)$/s;
const UNSENT = /^(.*) \(not sent\)(: .*)?$/s;

export function said({ type, text, throttle }) {
  switch (type) {
    case "throttle":
      return throttle ? reason(throttle) : text;
    case "resume":
      return word("kind." + text, text);
    case "postponed":
    case "unpostponed":
      return word("said." + type, text);
    case "copy-complete":
      return filled(COPIED, text, ([rows]) => t("said.copied", whole(Number(rows))));
    case "alert":
      return filled(ALERT, text, ([name, state]) => t("said.alert." + state, name));
    case "command":
      return filled(UNSENT, text, ([command, why]) => t("said.unsent", command) + (why ?? ""));
    case "error":
    case "warning":
      return filled(REPEATED, text, ([first, more, lasted]) => t("said.repeated", first, more, lasted));
    default:
      return text;
  }
}

function filled(pattern, text, words) {
  const found = pattern.exec(text);
  return found ? words(found.slice(1)) : text;
}
