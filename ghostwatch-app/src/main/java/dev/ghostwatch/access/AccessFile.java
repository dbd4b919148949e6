package dev.ghostwatch.access;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.Json;
import dev.ghostwatch.document.JsonTree;
import dev.ghostwatch.document.JsonTree.BadJsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The file that says who is let in, which only its owner may read. Programs change it one after the
 * other, and whoever reads it sees the whole of the old or the whole of the new content.
 * Thread-safe.
 */
public final class AccessFile {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");
  private static final long LARGEST = 4 << 20;

  private final Path path;
  private @Nullable Stamp stamp;
  private AccessData data = AccessData.NOBODY;

  /** Tells one content of the file from another. */
  private record Stamp(
      FileTime modified, long size, @Nullable Object key, Set<PosixFilePermission> permissions) {}

  public AccessFile(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  public Path path() {
    return path;
  }

  /**
   * Who is let in now: nobody when there is no file.
   *
   * @throws IOException when it cannot be read or is none of GhostWatch's; then nobody is to be let
   *     in
   */
  public synchronized AccessData read() throws IOException {
    Stamp now;
    try {
      PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
      now =
          new Stamp(
              attributes.lastModifiedTime(),
              attributes.size(),
              attributes.fileKey(),
              attributes.permissions());
    } catch (NoSuchFileException _) {
      stamp = null;
      data = AccessData.NOBODY;
      return data;
    }
    if (!now.equals(stamp)) {
      stamp = null;
      if (now.permissions().stream().anyMatch(each -> !OWNER.contains(each))) {
        throw new IOException(
            path + " may be read or changed by others than its owner; run: chmod 600 " + path);
      }
      if (now.size() > LARGEST) {
        throw new IOException(path + " is larger than 4 MB, which no such file is");
      }
      data = parse(Files.readString(path));
      stamp = now;
    }
    return data;
  }

  /** Changes it, and gives what is in it then. */
  public synchronized AccessData change(UnaryOperator<AccessData> change) throws IOException {
    Path folder = path.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path lock = path.resolveSibling(path.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(
                lock,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER));
        FileLock held = channel.lock()) {
      if (!held.isValid()) {
        throw new IOException("BUG: a lock that is not held");
      }
      AccessData changed = change.apply(read());
      Path fresh = path.resolveSibling(path.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER));
      Files.write(fresh, text(changed));
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      return read();
    }
  }

  private static byte[] text(AccessData data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Documents.object(
        out,
        Documents.Format.JSON,
        json -> {
          json.array("users", data.users(), user -> json.object(() -> write(json, user)));
          json.array("tokens", data.tokens(), token -> json.object(() -> write(json, token)));
        });
    return out.toByteArray();
  }

  private static void write(Json json, User user) {
    json.text("name", user.name());
    json.text("role", user.role().word());
    json.text("hash", user.hash());
    json.time("createdAt", user.createdAt());
  }

  private static void write(Json json, ApiToken token) {
    json.text("id", token.id());
    json.text("name", token.name());
    json.text("scope", token.scope().word());
    json.text("hash", token.hash());
    json.time("createdAt", token.createdAt());
    json.time("expiresAt", token.expiresAt());
  }

  private AccessData parse(String text) throws IOException {
    try {
      Map<String, @Nullable Object> tree = JsonTree.object(text);
      List<User> users = new ArrayList<>();
      for (Map<?, ?> user : objects(tree.get("users"))) {
        users.add(
            new User(
                word(user, "name"),
                role(user, "role"),
                word(user, "hash"),
                Instant.parse(word(user, "createdAt"))));
      }
      List<ApiToken> tokens = new ArrayList<>();
      for (Map<?, ?> token : objects(tree.get("tokens"))) {
        tokens.add(
            new ApiToken(
                word(token, "id"),
                word(token, "name"),
                role(token, "scope"),
                word(token, "hash"),
                Instant.parse(word(token, "createdAt")),
                token.get("expiresAt") instanceof String time ? Instant.parse(time) : null));
      }
      return new AccessData(users, tokens);
    } catch (BadJsonException | IllegalArgumentException | DateTimeException e) {
      throw new IOException(
          path
              + " is no file of users and tokens: "
              + e.getMessage()
              + ". Nobody is let in until it is mended, or removed and written anew with"
              + " 'ghostwatch user add'",
          e);
    }
  }

  private static List<Map<?, ?>> objects(@Nullable Object value) {
    List<Map<?, ?>> objects = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (!(element instanceof Map<?, ?> map)) {
          throw new IllegalArgumentException("an entry is no object");
        }
        objects.add(map);
      }
    }
    return objects;
  }

  private static String word(Map<?, ?> entry, String name) {
    if (entry.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("an entry has no " + name);
  }

  private static Role role(Map<?, ?> entry, String name) {
    Role role = Role.of(word(entry, name));
    if (role == null) {
      throw new IllegalArgumentException("there is no role " + word(entry, name));
    }
    return role;
  }
}
