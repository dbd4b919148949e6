/** Server-sent events: what changes, once a second, in one message for all clients. */
@NullMarked
package dev.ghostwatch.web.stream;

import org.jspecify.annotations.NullMarked;
