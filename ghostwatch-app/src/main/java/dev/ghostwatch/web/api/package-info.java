/** The routes of {@code /api/v1}. */
@NullMarked
package dev.ghostwatch.web.api;

import org.jspecify.annotations.NullMarked;
