/**
 * Finds the gh-ost runs of this host, from {@code /proc} and from control socket files, without
 * talking to any of them; {@link dev.ghostwatch.source.discovery.Discovery} is the way in.
 */
@NullMarked
package dev.ghostwatch.source.discovery;

import org.jspecify.annotations.NullMarked;
