/** Who is let in to what over HTTP. */
@NullMarked
package dev.ghostwatch.web.security;

import org.jspecify.annotations.NullMarked;
