// SPDX-License-Identifier: Apache-2.0
package portolan.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.shaded.netty4.io.netty.channel.embedded.EmbeddedChannel;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultHttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;

class HourglassTest {
    private final Set<Hourglass> waiting = new LinkedHashSet<>();

    private EmbeddedChannel connection() {
        return new EmbeddedChannel(new Hourglass(waiting));
    }

    private static void passes(EmbeddedChannel connection, long seconds) {
        connection.advanceTimeBy(seconds, TimeUnit.SECONDS);
        connection.runScheduledPendingTasks();
        connection.runPendingTasks();
    }

    private static DefaultFullHttpRequest whole() {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/overview");
    }

    private static DefaultFullHttpResponse answer(HttpResponseStatus status) {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
    }

    @Test
    void whoAsksNothingForAMinuteIsClosedAndAnAnswerMayTakeAsLongAsItWants() {
        EmbeddedChannel silent = connection();
        EmbeddedChannel asking = connection();
        passes(silent, 59);
        assertThat(silent.isOpen()).isTrue();
        passes(silent, 1);
        assertThat(silent.isOpen()).isFalse();

        asking.writeInbound(whole());
        passes(asking, 3_600);
        assertThat(asking.isOpen()).isTrue();
        asking.writeOutbound(answer(HttpResponseStatus.OK));
        passes(asking, 59);
        assertThat(asking.isOpen()).isTrue();
        passes(asking, 1);
        assertThat(asking.isOpen()).isFalse();
        assertThat(waiting).isEmpty();
    }

    @Test
    void aBodyHasTenMinutesAndToldToGoOnIsNoAnswer() {
        EmbeddedChannel uploading = connection();
        uploading.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/jars/upload"));
        uploading.writeOutbound(answer(HttpResponseStatus.CONTINUE));
        passes(uploading, 599);
        assertThat(uploading.isOpen()).isTrue();
        passes(uploading, 1);
        assertThat(uploading.isOpen()).isFalse();
    }

    @Test
    void ofTooManyThatWaitTheFirstIsClosedAndNoneThatIsAnswered() {
        EmbeddedChannel answered = connection();
        answered.writeInbound(whole());
        List<EmbeddedChannel> silent = new ArrayList<>();
        for (int i = 0; i < GuardOptions.WAITING + 2; i++) {
            silent.add(connection());
        }
        assertThat(silent.stream().map(EmbeddedChannel::isOpen).limit(3)).containsExactly(false, false, true);
        assertThat(answered.isOpen()).isTrue();
        assertThat(waiting).hasSize(GuardOptions.WAITING);
    }
}
