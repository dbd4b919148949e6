/** The agent over HTTP: health, metrics, and the picture of each migration. */
@NullMarked
package dev.ghostwatch.web;

import org.jspecify.annotations.NullMarked;
