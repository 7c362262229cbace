/**
 * Apple's SKAdNetwork postbacks: their fields, versions and signatures. Functions of values only, so that the door and
 * every later stage share one reading of Apple's pages.
 */
@NullMarked
package io.postway.skadnetwork;

import org.jspecify.annotations.NullMarked;
