// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** The cluster of all tests of this JVM that need none of their own: two task managers of two slots, up until it ends. */
public final class TestCluster {
    private static final MiniCluster SHARED = started();

    private TestCluster() {}

    /** A test that ends a task manager starts another one. */
    public static MiniCluster shared() {
        return SHARED;
    }

    private static MiniCluster started() {
        Configuration settings = new Configuration();
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(96));
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(2)
                .withRandomPorts()
                .build());
        try {
            cluster.start();
        } catch (Exception e) {
            throw new IllegalStateException("the cluster of the tests does not start", e);
        }
        return cluster;
    }
}
