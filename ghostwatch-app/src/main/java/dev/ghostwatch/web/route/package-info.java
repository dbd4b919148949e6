/** What every route of the agent's HTTP server is declared, asked and answered with. */
@NullMarked
package dev.ghostwatch.web.route;

import org.jspecify.annotations.NullMarked;
