package dev.ghostwatch.source.hook;

import dev.ghostwatch.client.hook.HookKind;
import dev.ghostwatch.client.hook.HookVariable;
import java.nio.file.Path;

/**
 * Writes the scripts that gh-ost runs. gh-ost waits for each hook and fails when it fails, so a
 * script uses the shell's own words only, forks once (to rename what it wrote, which makes the
 * event appear at once and whole), ends well whatever happens, and prints nothing: gh-ost copies
 * its hooks' output into its log.
 */
final class HookScript {
  /** What tells our scripts from others; the first line a reader of one sees. */
  static final String MARK = "# Written by: ghostwatch hooks install.";

  /** Prefix of the name that a hook found in place is kept under; gh-ost does not match it. */
  static final String KEPT = "ghostwatch-kept.";

  /** More waiting events than this, and hooks that come again and again report no more. */
  static final int FREQUENT_LIMIT = 1000;

  /** More than this, and none does: nobody has read for a long time. */
  static final int LIMIT = 2000;

  private HookScript() {}

  static String of(HookKind kind, Path spool) {
    StringBuilder variables = new StringBuilder();
    for (HookVariable variable : HookVariable.values()) {
      String name = variable.variable();
      variables
          .append("    ${")
          .append(name)
          .append('+')
          .append(name)
          .append(" \"${#")
          .append(name)
          .append("}\" \"$")
          .append(name)
          .append("\"} \\\n");
    }
    return TEMPLATE
        .replace("@MARK@", MARK)
        .replace("@HOOK@", kind.fileName())
        .replace("@LIMIT@", Integer.toString(kind.isFrequent() ? FREQUENT_LIMIT : LIMIT))
        .replace("@KEPT@", KEPT)
        .replace("@VERSION@", Integer.toString(SpoolFile.VERSION))
        .replace("@VARIABLES@", variables.toString().stripTrailing())
        // Last, so that nothing in the path is taken for a placeholder.
        .replace("@SPOOL@", quoted(spool.toString()));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static final String TEMPLATE =
      """
      #!/bin/sh
      @MARK@
      # Tells GhostWatch that gh-ost ran this hook, then runs the hook that was here before, if any.
      # It never makes gh-ost fail. To remove it: ghostwatch hooks uninstall DIR
      hook=@HOOK@
      spool=@SPOOL@
      (
        name="$hook.$PPID.$$.${GH_OST_ELAPSED_SECONDS-}"
        case $name in *[!A-Za-z0-9.-]*) name="$hook.$PPID.$$" ;; esac
        set -- "$spool"/*
        [ $# -lt @LIMIT@ ] || exit 0
        # Lengths are bytes then, in every shell.
        LC_ALL=C
        umask 027
        temp="$spool/.$name"
        printf '%s %s %s\\n' \\
          ghostwatch-hook 1 @VERSION@ \\
          HOOK "${#hook}" "$hook" \\
          PID "${#PPID}" "$PPID" \\
      @VARIABLES@
          END 0 '' >"$temp" || exec rm -f "$temp"
        exec mv -f "$temp" "$spool/$name"
      ) </dev/null >/dev/null 2>&1
      case $0 in
        */*) kept="${0%/*}/@KEPT@$hook" ;;
        *) kept="./@KEPT@$hook" ;;
      esac
      # What it prints and how it ends is what gh-ost gets.
      [ ! -e "$kept" ] || exec "$kept"
      exit 0
      """;
}
