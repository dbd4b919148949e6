/** Talks to a gh-ost through its control socket, with time limits and guard rails. */
@NullMarked
package dev.ghostwatch.client.socket;

import org.jspecify.annotations.NullMarked;
