/** Tries rules on made-up or recorded migrations, with the engine that works on live ones. */
@NullMarked
package dev.ghostwatch.alert.trial;

import org.jspecify.annotations.NullMarked;
