/** The observer before stories that are made up, and before a real cluster that a hand breaks. */
@NullMarked
package dev.mulkko.e2e.observer;

import org.jspecify.annotations.NullMarked;
