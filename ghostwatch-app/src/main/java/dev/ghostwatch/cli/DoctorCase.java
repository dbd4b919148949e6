package dev.ghostwatch.cli;

import dev.ghostwatch.insight.diagnosis.Diagnosis;

/**
 * One thing that was diagnosed.
 *
 * @param name what people call it
 */
record DoctorCase(String name, Diagnosis diagnosis) {}
