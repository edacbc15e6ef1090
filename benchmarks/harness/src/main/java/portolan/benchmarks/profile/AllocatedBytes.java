// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.profile;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * How many bytes the threads of another JVM have allocated since they began, as that JVM counts them: exact, and of
 * threads that live. It is asked through its own management agent, on this machine.
 */
public final class AllocatedBytes implements AutoCloseable {
    private final long pid;
    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private AllocatedBytes(long pid, JMXConnector connector, MBeanServerConnection beans) {
        this.pid = pid;
        this.connector = connector;
        this.beans = beans;
    }

    /**
     * What was counted at some time.
     *
     * @param byId threads by their number, which no other one gets
     */
    public record Counted(Map<Long, OfThread> byId) {
        public Counted {
            byId = Map.copyOf(byId);
        }

        /**
         * Bytes by kind of thread that were allocated since then: of threads that live now, from their beginning where
         * that was later.
         */
        public Map<String, Long> since(Counted before) {
            Map<String, Long> since = new TreeMap<>();
            byId.forEach((id, now) -> {
                OfThread then = before.byId.get(id);
                since.merge(now.kind(), now.bytes() - (then == null ? 0 : then.bytes()), Long::sum);
            });
            return since;
        }
    }

    /**
     * A thread's count.
     *
     * @param kind of thread
     */
    public record OfThread(String kind, long bytes) {}

    /**
     * Asks a process of this machine.
     *
     * @throws IllegalStateException where it cannot be asked
     */
    @SuppressWarnings("BanJNDI") // the agent's address, on this machine, as the process itself has just said it
    public static AllocatedBytes of(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            String address;
            try {
                address = machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
            JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
            try {
                return new AllocatedBytes(pid, connector, connector.getMBeanServerConnection());
            } catch (IOException | RuntimeException e) {
                connector.close();
                throw e;
            }
        } catch (IOException | AttachNotSupportedException e) {
            throw unasked(pid, e);
        }
    }

    /**
     * What the threads have allocated up to now.
     *
     * @throws IllegalStateException where the process does not answer
     */
    public Counted now() {
        try {
            ObjectName threads = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
            long[] ids = (long[]) beans.getAttribute(threads, "AllThreadIds");
            // As plain data: a proxy of the bean refuses what another release of the JDK says of a thread.
            CompositeData[] infos = (CompositeData[]) asked(threads, "getThreadInfo", ids);
            long[] bytes = (long[]) asked(threads, "getThreadAllocatedBytes", ids);
            Map<Long, OfThread> byId = new HashMap<>();
            for (int i = 0; i < ids.length; i++) {
                // A thread that ended meanwhile has neither.
                if (infos[i] != null && bytes[i] >= 0) {
                    String name = (String) infos[i].get("threadName");
                    byId.put(ids[i], new OfThread(ThreadKind.of(name), bytes[i]));
                }
            }
            return new Counted(byId);
        } catch (JMException | IOException e) {
            throw unasked(pid, e);
        }
    }

    private Object asked(ObjectName threads, String what, long[] ids) throws JMException, IOException {
        return beans.invoke(threads, what, new Object[] {ids}, new String[] {long[].class.getName()});
    }

    private static IllegalStateException unasked(long pid, Exception why) {
        return new IllegalStateException(
                "process cannot be asked what it allocates: pid=" + pid + ", reason=" + why, why);
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("process does not let go of who asked it: pid=" + pid, e);
        }
    }
}
