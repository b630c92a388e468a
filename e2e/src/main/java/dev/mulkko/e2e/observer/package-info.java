/** The observer: on in every test, it sees every revision of a namespace and knows the rules. */
@NullMarked
package dev.mulkko.e2e.observer;

import org.jspecify.annotations.NullMarked;
