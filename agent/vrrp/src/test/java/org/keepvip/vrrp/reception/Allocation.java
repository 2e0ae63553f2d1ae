package org.keepvip.vrrp.reception;

import java.lang.reflect.Method;

/** What a thread has allocated, from com.sun.management, which this module need not require for it. */
final class Allocation {
    private Allocation() {}

    /** Octets since the thread began. */
    static long ofThisThread() throws ReflectiveOperationException {
        Object bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        Method allocated = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        return (long) allocated.invoke(bean);
    }
}
