package dev.mulkko.engine.plan;

import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.version.Versioned;
import java.time.Instant;

/**
 * What the record of an attempt says from its beginning.
 *
 * @param attempt its number, its people and its correlation id
 * @param strategy as printed
 * @param undo whether a person asked for a version that had run before
 * @param from the revision that had the traffic
 * @param to the revision that was to get it
 * @param stamped whether the API server vouches for who changed the template or asked
 */
public record Opening(
    Attempt attempt,
    String strategy,
    Instant startedAt,
    boolean undo,
    String from,
    Versioned fromVersion,
    String to,
    Versioned toVersion,
    boolean stamped) {}
