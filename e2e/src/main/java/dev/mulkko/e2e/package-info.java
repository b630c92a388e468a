/** What tests, demo and benches share: a cluster with the product in it, and a shop to release. */
@NullMarked
package dev.mulkko.e2e;

import org.jspecify.annotations.NullMarked;
