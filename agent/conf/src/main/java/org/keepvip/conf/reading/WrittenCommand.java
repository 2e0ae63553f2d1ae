package org.keepvip.conf.reading;

import org.keepvip.conf.language.Location;
import org.keepvip.conf.model.Command;

/**
 * A command of the configuration and where it stands. Whether it can be run is asked of a machine.
 *
 * @param what what it is for, as {@code vrrp_script chk} or {@code notify_master of VI_1}
 * @param isCheck whether it is tracked, so that not being run is a failure
 */
public record WrittenCommand(Command command, Location place, String what, boolean isCheck) {}
