package dev.ghostwatch.source.discovery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where to look.
 *
 * @param sockets control sockets chosen by name; listed even when they do not exist
 * @param tcpAddresses control ports chosen by name
 * @param socketGlobs patterns of socket paths, absolute, with {@code *}, {@code ?} and {@code […]}
 *     in any part
 * @param chosenOnly whether to leave out the processes that serve none of these
 * @param leftovers whether to tell of socket files that match a pattern and that nobody listens at:
 *     without them, thousands left behind cost little more than reading their names
 */
public record DiscoveryOptions(
    List<Path> sockets,
    List<HostAndPort> tcpAddresses,
    List<String> socketGlobs,
    boolean chosenOnly,
    boolean leftovers) {

  /** Where gh-ost puts its control socket unless told otherwise. */
  public static final String DEFAULT_GLOB = "/tmp/gh-ost.*.sock";

  public DiscoveryOptions {
    sockets = List.copyOf(sockets);
    tcpAddresses = List.copyOf(tcpAddresses);
    socketGlobs = List.copyOf(socketGlobs);
  }

  /** With the leftovers. */
  public DiscoveryOptions(
      List<Path> sockets,
      List<HostAndPort> tcpAddresses,
      List<String> socketGlobs,
      boolean chosenOnly) {
    this(sockets, tcpAddresses, socketGlobs, chosenOnly, true);
  }

  /** The same without the leftovers: for who looks again and again. */
  public DiscoveryOptions withoutLeftovers() {
    return new DiscoveryOptions(sockets, tcpAddresses, socketGlobs, chosenOnly, false);
  }

  /** Every gh-ost process of this host, and every socket with a default name. */
  public static DiscoveryOptions everything() {
    return everythingAnd(List.of());
  }

  /**
   * Every gh-ost process of this host, and every socket with a default name or one of these
   * patterns.
   */
  public static DiscoveryOptions everythingAnd(List<String> moreGlobs) {
    List<String> globs = new ArrayList<>(moreGlobs.size() + 1);
    globs.add(DEFAULT_GLOB);
    globs.addAll(moreGlobs);
    return new DiscoveryOptions(List.of(), List.of(), globs, false);
  }

  /** Every gh-ost process of this host, and every socket with one of these patterns alone. */
  public static DiscoveryOptions everythingIn(List<String> globs) {
    return new DiscoveryOptions(List.of(), List.of(), globs, false);
  }

  /** Only these, with the processes behind them where they can be found. */
  public static DiscoveryOptions only(
      List<Path> sockets, List<HostAndPort> tcpAddresses, List<String> socketGlobs) {
    return new DiscoveryOptions(sockets, tcpAddresses, socketGlobs, true);
  }
}
