package dev.ghostwatch.cli;

import dev.ghostwatch.source.log.follow.FollowNotice;
import dev.ghostwatch.terminal.SafeText;
import java.nio.file.Path;

/** What a follower has to say, in the language of the person. */
final class FollowNotices {
  private FollowNotices() {}

  static String text(CliContext context, FollowNotice notice) {
    return switch (notice) {
      case FollowNotice.Truncated(Path file, long offset, Path copy) ->
          copy == null
              ? context.text("follow.truncated", shown(file), String.valueOf(offset))
              : context.text("follow.copied", shown(file), shown(copy));
      case FollowNotice.Vanished(Path file, long offset) ->
          context.text("follow.vanished", shown(file), String.valueOf(offset));
      case FollowNotice.DamagedArchive(Path file, String reason) ->
          context.text("follow.damaged", shown(file), SafeText.line(reason));
      case FollowNotice.Unreadable(Path file, String reason) ->
          context.text("follow.unreadable", shown(file), SafeText.line(reason));
      case FollowNotice.ReadableAgain(Path file) ->
          context.text("follow.readableAgain", shown(file));
      case FollowNotice.SinkFailing failing -> SafeText.line(failing.text());
      case FollowNotice.SinkRecovered recovered -> SafeText.line(recovered.text());
      case FollowNotice.Polling(Path directory, String reason) ->
          context.text("follow.polling", shown(directory), SafeText.line(reason));
    };
  }

  private static String shown(Path path) {
    return SafeText.line(path.toString());
  }
}
