/**
 * What the API server had in one namespace, revision by revision, and the questions one asks of it.
 */
@NullMarked
package dev.mulkko.e2e.observer.world;

import org.jspecify.annotations.NullMarked;
