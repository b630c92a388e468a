/**
 * The sample shop: a small HTTP server whose behaviour, good or bad, is set by its container's
 * environment.
 */
@NullMarked
package dev.mulkko.testbed.shop;

import org.jspecify.annotations.NullMarked;
