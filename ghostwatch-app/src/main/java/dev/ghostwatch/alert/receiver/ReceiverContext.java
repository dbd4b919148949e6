package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.text.Texts;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.random.RandomGenerator;

/**
 * What a receiver works with.
 *
 * @param words texts for those who are told, in their language
 * @param causes texts for the operators of the agent
 * @param clock wall time, for signatures
 * @param zone that times are told in
 * @param random for the unique numbers that some signatures want
 * @param limit how long one try may take
 */
record ReceiverContext(
    Texts words,
    Causes causes,
    InstantSource clock,
    ZoneId zone,
    RandomGenerator random,
    Duration limit) {}
