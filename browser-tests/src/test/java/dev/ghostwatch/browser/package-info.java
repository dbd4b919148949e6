/** The dashboard as a person uses it: a real browser, a real agent, simulated gh-ost runs. */
@NullMarked
package dev.ghostwatch.browser;

import org.jspecify.annotations.NullMarked;
