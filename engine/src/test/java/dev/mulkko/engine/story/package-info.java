/** A small cluster in virtual time, and whole rollouts told in it. */
@NullMarked
package dev.mulkko.engine.story;

import org.jspecify.annotations.NullMarked;
