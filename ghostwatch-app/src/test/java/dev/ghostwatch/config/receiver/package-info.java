@NullMarked
package dev.ghostwatch.config.receiver;

import org.jspecify.annotations.NullMarked;
