/**
 * Apple's postbacks, SKAdNetwork's and AdAttributionKit's: their fields, versions, layouts and signatures. Functions of
 * values only, so that the door and every later stage share one reading of Apple's pages.
 */
@NullMarked
package io.postway.apple;

import org.jspecify.annotations.NullMarked;
