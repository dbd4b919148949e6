/** What an alert is, and the ports between the rules, the pipeline and the receivers. */
@NullMarked
package dev.ghostwatch.alert;

import org.jspecify.annotations.NullMarked;
