package dev.ghostwatch.source.hook;

import dev.ghostwatch.client.hook.HookKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Puts the reporting scripts into a folder of hooks and takes them out again. A hook that is there
 * already is kept beside its old place under a name that gh-ost does not look for, and the script
 * runs it. At every moment each name leads to the old hook or to the script, never to nothing or to
 * half a file, so a running gh-ost may use the folder meanwhile.
 */
public final class HookInstaller {
  private static final String OLDER = ".older";

  private final Path folder;

  /** Works on the folder that gh-ost is given by {@code --hooks-path}. */
  public HookInstaller(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * What an installation did.
   *
   * @param folder the folder with the scripts
   * @param spool where they report
   * @param kept the hooks that were there and are run by the scripts
   * @param notExecutable those of them that are not executable: gh-ost fails on them, with or
   *     without the scripts
   */
  public record Installed(Path folder, Path spool, List<String> kept, List<String> notExecutable) {
    public Installed {
      kept = List.copyOf(kept);
      notExecutable = List.copyOf(notExecutable);
    }
  }

  /**
   * What a removal did.
   *
   * @param removed how many scripts were taken out
   * @param restored the hooks that are back in their places
   * @param foreign hooks that are not ours and were left as they are
   */
  public record Uninstalled(Path folder, int removed, List<String> restored, List<String> foreign) {
    public Uninstalled {
      restored = List.copyOf(restored);
      foreign = List.copyOf(foreign);
    }
  }

  /**
   * Where hooks report unless told otherwise: {@code /var/spool/ghostwatch/hooks} where it exists
   * or this user can make it, else a folder of this user.
   */
  public static Path usualSpool(Map<String, String> environment) {
    return SpoolFolders.usual(environment);
  }

  /**
   * Installs all scripts; installing again brings them up to date.
   *
   * @throws IOException with a text for the operator
   */
  public Installed install(Path spool) throws IOException {
    Path absolute = spool.toAbsolutePath().normalize();
    if (absolute.toString().indexOf('\n') >= 0) {
      throw new IOException("the name of the spool folder holds a line break: give it another");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw failure("cannot make the folder of hooks " + folder, e);
    }
    for (HookKind kind : HookKind.values()) {
      if (Files.isDirectory(folder.resolve(kind.fileName()))) {
        throw new IOException(
            folder.resolve(kind.fileName())
                + " is a folder, which gh-ost cannot run; nothing was installed. Move it away and"
                + " try again");
      }
    }
    SpoolFolders.make(absolute);
    List<String> kept = new ArrayList<>();
    List<String> notExecutable = new ArrayList<>();
    for (HookKind kind : HookKind.values()) {
      Path keptAs = keptAs(kind);
      try {
        install(kind, absolute);
      } catch (IOException e) {
        throw failure("cannot install " + folder.resolve(kind.fileName()), e);
      }
      if (isThere(keptAs)) {
        kept.add(kind.fileName());
        if (!Files.isExecutable(keptAs)) {
          notExecutable.add(kind.fileName());
        }
      }
    }
    return new Installed(folder, absolute, kept, notExecutable);
  }

  /**
   * Takes the scripts out and puts the hooks that were there before back.
   *
   * @throws IOException with a text for the operator
   */
  public Uninstalled uninstall() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder + ": nothing to uninstall");
    }
    int removed = 0;
    List<String> restored = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    for (HookKind kind : HookKind.values()) {
      Path hook = folder.resolve(kind.fileName());
      Path keptAs = keptAs(kind);
      try {
        if (isThere(hook) && !isOurs(hook)) {
          foreign.add(kind.fileName());
        } else if (isThere(keptAs)) {
          removed += isThere(hook) ? 1 : 0;
          Files.move(keptAs, hook, StandardCopyOption.ATOMIC_MOVE);
          restored.add(kind.fileName());
        } else if (Files.deleteIfExists(hook)) {
          removed++;
        }
      } catch (IOException e) {
        throw failure("cannot take " + hook + " out", e);
      }
    }
    return new Uninstalled(folder, removed, restored, foreign);
  }

  private void install(HookKind kind, Path spool) throws IOException {
    Path hook = folder.resolve(kind.fileName());
    Path keptAs = keptAs(kind);
    if (isThere(hook) && !isOurs(hook)) {
      // Somebody put a hook over our script: it takes the place of the one it was made from.
      if (isThere(keptAs) && !isSame(keptAs, hook)) {
        move(keptAs, keptAs.resolveSibling(keptAs.getFileName() + OLDER));
      }
      keep(hook, keptAs);
    }
    Path temp = Files.createTempFile(folder, ".ghostwatch", null);
    try {
      Files.writeString(temp, HookScript.of(kind, spool), StandardCharsets.UTF_8);
      Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
      move(temp, hook);
    } finally {
      Files.deleteIfExists(temp);
    }
  }

  /** Gives the hook its second name first, so that it never has none. */
  private static void keep(Path hook, Path keptAs) throws IOException {
    Files.deleteIfExists(keptAs);
    try {
      Files.createLink(keptAs, hook);
    } catch (IOException | UnsupportedOperationException _) {
      // Some file systems have no second names; there the hook is missing for a moment.
      move(hook, keptAs);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path keptAs(HookKind kind) {
    return folder.resolve(HookScript.KEPT + kind.fileName());
  }

  private static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isOurs(Path hook) throws IOException {
    byte[] mark = ("\n" + HookScript.MARK + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] head = new byte["#!/bin/sh".length() + mark.length];
    int length;
    try (var in = Files.newInputStream(hook)) {
      length = in.readNBytes(head, 0, head.length);
    } catch (NoSuchFileException _) {
      // A link that leads nowhere.
      return false;
    }
    return length == head.length
        && Arrays.equals(head, head.length - mark.length, head.length, mark, 0, mark.length);
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    return Files.isRegularFile(one) && Files.isRegularFile(other) && Files.mismatch(one, other) < 0;
  }

  private static IOException failure(String what, IOException cause) {
    return new IOException(
        what + ": " + cause.getClass().getSimpleName() + " (" + cause.getMessage() + ")", cause);
  }
}
