/**
 * The configuration of the agent: the records it is read into, each with the declaration of its
 * keys, and where the file is looked for.
 */
@NullMarked
package dev.ghostwatch.config;

import org.jspecify.annotations.NullMarked;
