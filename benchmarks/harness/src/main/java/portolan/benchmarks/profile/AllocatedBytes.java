package portolan.benchmarks.profile;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Map;
import java.util.TreeMap;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * How many bytes the threads of another JVM have allocated since they began, as that JVM counts them: exact, and of
 * threads that live. It is asked through its own management agent, on this machine.
 */
public final class AllocatedBytes implements AutoCloseable {
    private final JMXConnector connector;
    private final ThreadMXBean threads;

    private AllocatedBytes(JMXConnector connector, ThreadMXBean threads) {
        this.connector = connector;
        this.threads = threads;
    }

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
            return new AllocatedBytes(
                    connector,
                    ManagementFactory.newPlatformMXBeanProxy(
                            connector.getMBeanServerConnection(),
                            ManagementFactory.THREAD_MXBEAN_NAME,
                            ThreadMXBean.class));
        } catch (IOException | AttachNotSupportedException e) {
            throw new IllegalStateException(
                    "process cannot be asked what it allocates: pid=" + pid + ", reason=" + e, e);
        }
    }

    /** Bytes by kind of thread. */
    public Map<String, Long> byThread() {
        long[] ids = threads.getAllThreadIds();
        ThreadInfo[] infos = threads.getThreadInfo(ids);
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<String, Long> byThread = new TreeMap<>();
        for (int i = 0; i < ids.length; i++) {
            // A thread that ended meanwhile has neither.
            if (infos[i] != null && bytes[i] > 0) {
                byThread.merge(ThreadKind.of(infos[i].getThreadName()), bytes[i], Long::sum);
            }
        }
        return byThread;
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException ended) {
            // The process that was asked has ended before.
        }
    }
}
