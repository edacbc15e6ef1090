// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;
import portolan.schemas.wire.Principal;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/**
 * One process has a job: it is the one member of a group that brokers keep beside the job's own. The lock of a state
 * directory tells nothing of a copy on another machine, and both would tell all results.
 *
 * <p>A member is named by its host and directory, so that a process that was killed is followed at once by the next one
 * there, and others wait until brokers miss it.
 */
final class Holder implements AutoCloseable {
    /** The least that brokers allow, unless they are told. */
    private static final Duration SESSION = Duration.ofSeconds(6);

    private static final Duration UNTIL_MISSED = SESSION.plusSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LEAVING = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaAccess access;
    private final String group;
    private final String name;
    private final java.util.function.Consumer<String> say;
    private final CompletableFuture<Void> held = new CompletableFuture<>();
    private final Thread thread = new Thread(this::hold, "holder");
    private volatile @Nullable String lost;
    private volatile boolean closed;

    /** Brokers have let it in, or in again; the thread's own. */
    private boolean assigned;

    private Holder(KafkaAccess access, String group, String name, java.util.function.Consumer<String> say) {
        this.access = access;
        this.group = group;
        this.name = name;
        this.say = say;
    }

    /**
     * Begins to hold a job, which takes a while.
     *
     * @param group of the job, without the prefix
     * @param data its state directory
     */
    static Holder of(KafkaAccess access, String group, Path data, java.util.function.Consumer<String> say) {
        Holder holder = new Holder(access, access.name(group + Principal.HOLDER), name(data), say);
        holder.thread.setDaemon(true);
        holder.thread.start();
        return holder;
    }

    /** Of what Kafka takes in a name; directories whose names begin alike differ in its end. */
    private static String name(Path data) {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown";
        }
        String name = (host + data).replaceAll("[^a-zA-Z0-9._-]", ".");
        return name.substring(0, Math.min(name.length(), 200)) + '-' + Integer.toHexString(data.hashCode());
    }

    /**
     * Waits until the job is held. Where brokers do not let it be, that is said, and the job starts.
     *
     * @throws BadInput if another process has it, naming which
     */
    void await() throws InterruptedException {
        try {
            held.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // What is answered later says whether the job is lost.
            if (!held.complete(null)) {
                await();
                return;
            }
            say.accept(unknown("no answer within " + PATIENCE.toSeconds() + " s"));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BadInput refused) {
                throw refused;
            }
            say.accept(unknown(RootCause.of(e)));
        }
    }

    private String unknown(String cause) {
        return "whether another process runs this job is not known: group=" + group + ", cause=" + cause;
    }

    /** Why this process has the job no longer, or null while it has. */
    @Nullable
    String lost() {
        return lost;
    }

    private void hold() {
        try (Admin admin = access.reached()) {
            String other = others(admin);
            long deadline = System.nanoTime() + UNTIL_MISSED.toNanos();
            while (other != null && System.nanoTime() < deadline && !closed) {
                Thread.sleep(POLL.toMillis());
                other = others(admin);
            }
            if (other != null) {
                throw refused(other);
            }
            hold(admin);
        } catch (FencedInstanceIdException e) {
            if (!held.completeExceptionally(refused("name=" + name))) {
                lost = taken("name=" + name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BadInput e) {
            if (!held.completeExceptionally(e)) {
                lost = e.getMessage();
            }
        } catch (KafkaException | KafkaFault e) {
            if (!held.completeExceptionally(e)) {
                say.accept(unknown(RootCause.of(e)));
            }
        }
    }

    private void hold(Admin admin) {
        Consumer<byte[], byte[]> member = access.reader(
                "portolan-holder",
                Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                        name,
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        (int) SESSION.toMillis(),
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        (int) SESSION.toMillis() / 4));
        try {
            member.subscribe(List.of(access.name(Topics.CONSIGNMENTS_FILED)), new Assigned(member));
            String id = "";
            while (!closed && lost == null && !held.isCompletedExceptionally()) {
                member.poll(POLL);
                if (assigned) {
                    String now = member.groupMetadata().memberId();
                    assigned = !isAlone(admin, !id.isEmpty() && !id.equals(now));
                    id = assigned ? id : now;
                }
            }
        } finally {
            // At once: a member with a name stays otherwise until brokers miss it.
            member.close(CloseOptions.timeout(LEAVING)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    /**
     * Of two that came at once the one whose name is the first stays; one that brokers missed gives way.
     *
     * @return whether that is known
     */
    private boolean isAlone(Admin admin, boolean missed) {
        try {
            String other = others(admin);
            if (other == null || (!missed && other.compareTo("name=" + name) > 0)) {
                held.complete(null);
            } else if (!held.completeExceptionally(refused(other))) {
                lost = taken(other);
            }
            return true;
        } catch (KafkaFault unanswered) {
            if (!held.isDone()) {
                throw unanswered;
            }
            return false;
        }
    }

    /** It reads nothing; that brokers have given it something says that it is a member. */
    private final class Assigned implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> member;

        Assigned(Consumer<byte[], byte[]> member) {
            this.member = member;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // What it is given next says what there is to say.
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            member.pause(partitions);
            assigned = true;
        }
    }

    private BadInput refused(String other) {
        return new BadInput("another process runs this job: group=" + group + ", " + other
                + "; both would tell all results. End it first");
    }

    private String taken(String by) {
        return "another process has taken this job: group=" + group + ", " + by
                + "; this one stops, so that results are told once. Start it again where the newest state is";
    }

    private @Nullable String others(Admin admin) {
        KafkaFuture<Map<String, ConsumerGroupDescription>> answer =
                admin.describeConsumerGroups(List.of(group)).all();
        try {
            return answer.get().values().stream()
                    .flatMap(found -> found.members().stream())
                    .filter(member -> !member.groupInstanceId().orElse("").equals(name))
                    .map(member -> "name=" + member.groupInstanceId().orElse("") + ", host=" + member.host())
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return null;
            }
            throw KafkaFault.of(access, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFault.of(access, e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
