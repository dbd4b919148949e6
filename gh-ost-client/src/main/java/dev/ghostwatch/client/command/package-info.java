/** The catalogue of commands a gh-ost takes, and the answers it gives to them. */
@NullMarked
package dev.ghostwatch.client.command;

import org.jspecify.annotations.NullMarked;
