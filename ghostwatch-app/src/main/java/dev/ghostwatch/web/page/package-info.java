/** The files of the web page. */
@NullMarked
package dev.ghostwatch.web.page;

import org.jspecify.annotations.NullMarked;
