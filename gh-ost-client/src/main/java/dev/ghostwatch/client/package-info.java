/** gh-ost's interfaces as seen from outside: control socket, status text, values. */
@NullMarked
package dev.ghostwatch.client;

import org.jspecify.annotations.NullMarked;
