/** The configuration files of the machine: the one place of this module that touches them. */
@NullMarked
package org.keepvip.conf.files;

import org.jspecify.annotations.NullMarked;
