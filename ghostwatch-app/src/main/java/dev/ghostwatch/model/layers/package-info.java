/** What lies around a migration: the servers and the host. */
@NullMarked
package dev.ghostwatch.model.layers;

import org.jspecify.annotations.NullMarked;
