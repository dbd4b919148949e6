package dev.ghostwatch.source.container;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the file into which a container engine writes what a container prints. */
public final class ContainerLogs {
  private final Path root;

  /** Looks on this host. */
  public ContainerLogs() {
    this(Path.of("/"));
  }

  /** Looks in a tree laid out like a host's. */
  public ContainerLogs(Path root) {
    this.root = root;
  }

  /**
   * What was found.
   *
   * @param file to be followed, its lines to be decoded by {@link ContainerLine}; null when there
   *     is none
   * @param problem what is in the way and what to do; null when there is a file
   */
  public record Found(@Nullable Path file, @Nullable String problem) {}

  /**
   * Looks for the log of a container.
   *
   * @param containerId 64 hexadecimal digits
   */
  public Found find(String containerId) {
    Path[] known = {
      root.resolve("var/lib/docker/containers/" + containerId + "/" + containerId + "-json.log"),
      root.resolve(
          "var/lib/containers/storage/overlay-containers/" + containerId + "/userdata/ctr.log"),
    };
    for (Path file : known) {
      if (Files.isReadable(file)) {
        return new Found(file, null);
      }
    }
    Path kubernetes = kubernetes(containerId);
    if (kubernetes != null && Files.isReadable(kubernetes)) {
      return new Found(kubernetes, null);
    }
    return new Found(
        null,
        "the log of gh-ost's container "
            + containerId.substring(0, Math.min(12, containerId.length()))
            + " cannot be followed: no file of docker, podman or Kubernetes that this user may read"
            + " was found. Run the agent as root on the host, use the engine's json-file or k8s-file"
            + " log driver, or let gh-ost write to a file in a mounted folder; until then its"
            + " control socket is asked instead");
  }

  /** {@code POD_NAMESPACE_CONTAINER-ID.log}, a link into {@code /var/log/pods}. */
  private @Nullable Path kubernetes(String containerId) {
    Path folder = root.resolve("var/log/containers");
    if (!Files.isDirectory(folder)) {
      return null;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> file.toString().endsWith(containerId + ".log"))) {
      for (Path file : files) {
        return file;
      }
    } catch (IOException | DirectoryIteratorException _) {
      // Not for this user: said as nothing found, with what to do.
    }
    return null;
  }
}
