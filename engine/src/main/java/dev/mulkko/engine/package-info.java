/**
 * The pure core: what to do next, decided from what was observed. No client, no clock, no threads.
 */
@NullMarked
package dev.mulkko.engine;

import org.jspecify.annotations.NullMarked;
