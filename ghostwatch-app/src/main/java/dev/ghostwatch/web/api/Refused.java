package dev.ghostwatch.web.api;

import dev.ghostwatch.client.command.InvalidSettingValueException;
import dev.ghostwatch.client.command.Refusal;
import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.command.UnsendableCommandException;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.RefusedException;
import dev.ghostwatch.control.AuditFile;
import dev.ghostwatch.control.FailureWords;
import dev.ghostwatch.control.UnrecordedChangeException;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.route.ProblemException;
import java.io.IOException;
import java.util.stream.Stream;

/** Why a command came to nothing, as problems, in the words of the command line. */
final class Refused {
  static final int CONFLICT = 409;
  private static final int NOT_REACHED = 502;
  private static final int UNAVAILABLE = 503;
  private static final int FAILED = 500;

  private final Texts texts;
  private final String migration;

  Refused(Texts texts, String migration) {
    this.texts = texts;
    this.migration = migration;
  }

  /** Something that may be held back or fail. */
  interface Change<T> {
    T run() throws IOException, RefusedException;
  }

  /** Runs a change. */
  <T> T guarded(Change<T> change) throws ProblemException {
    try {
      return change.run();
    } catch (RefusedException e) {
      throw new ProblemException(CONFLICT, "Refused", text(e.why()), e);
    } catch (UnsendableCommandException e) {
      throw new ProblemException(
          CONFLICT, "Refused", texts.get("control.of", migration, text(e.why())), e);
    } catch (ControlException e) {
      throw new ProblemException(NOT_REACHED, "gh-ost did not answer", text(e), e);
    } catch (UnrecordedChangeException e) {
      throw new ProblemException(
          FAILED,
          "Sent, but not recorded",
          texts.get(
              "error.audit.sent",
              migration,
              e.command(),
              "of the agent",
              String.valueOf(e.getMessage())),
          e);
    } catch (IOException e) {
      throw new ProblemException(
          UNAVAILABLE,
          "Not recorded, so not sent",
          texts.get(
              "error.audit",
              migration,
              "of the agent",
              String.valueOf(e.getMessage()),
              AuditFile.VARIABLE),
          e);
    }
  }

  private String text(Refusal why) {
    return FailureWords.refusal(why, texts::get);
  }

  private String text(ControlException failure) {
    String place = failure.endpoint().toString();
    return texts.get(
        "control.of",
        migration,
        FailureWords.failure(
            failure, place, String.valueOf(failure.getMessage()), place, texts::get));
  }

  /** A value that a setting does not take. */
  ProblemException invalid(Setting setting, String value, InvalidSettingValueException e) {
    if (e.isUnsafe()) {
      return new ProblemException(
          CONFLICT, "Refused", texts.get("set.unsafeQuery", shown(value)), e);
    }
    return new ProblemException(
        400,
        "Bad value",
        texts.get(
            "set.invalid",
            setting.wireName(),
            shown(value),
            texts.get("set.range." + setting.wireName())),
        e);
  }

  private static String shown(String value) {
    return value.length() > 60 ? value.substring(0, 60) + "…" : value;
  }

  /** A refusal with a text of its own. */
  ProblemException because(String key, String... more) {
    String[] arguments =
        Stream.concat(Stream.of(migration), Stream.of(more)).toArray(String[]::new);
    return new ProblemException(CONFLICT, "Refused", texts.get(key, arguments));
  }
}
