/** The demo: one good release, one bad one, and the figures. */
@NullMarked
package dev.mulkko.e2e.demo;

import org.jspecify.annotations.NullMarked;
