# The scoring job in application mode, on Flink's official image, whose user 9999 (flink) it runs as. From an unpacked distribution:
#   docker build -f images/job.Dockerfile -t portolan-job:0.2.0 .
# The entry point stays the official one: the Flink Kubernetes Operator starts its pods through it.
FROM flink:2.3.0-java17
ARG VERSION=0.2.0
LABEL org.opencontainers.image.title="Portolan job" \
      org.opencontainers.image.description="Scores customs declarations and manifests as they arrive, and says why." \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0"
# The state's directory is the user's, so that a volume that is mounted there first is as well.
RUN install -d -o flink -g flink -m 0700 /state
# In lib/, where checkpoints find its file system, too.
COPY --chmod=0555 flink/lib/portolan-pipeline-${VERSION}-job.jar /opt/flink/lib/portolan-job.jar
COPY --chmod=0555 flink/lib/portolan-rest-${VERSION}.jar /opt/flink/lib/portolan-rest.jar
COPY --chmod=0555 flink/config.yaml /opt/flink/conf/config.yaml
# What is in it, for whoever scans images; the job's jar has both as well.
COPY --chmod=0555 sbom/ /opt/portolan/sbom/
COPY --chmod=0555 THIRD-PARTY.txt /opt/portolan/THIRD-PARTY.txt
# Instead of the list that Flink's own config.yaml has for Java 17: what the job was tried with (deploy/portolan).
ENV JDK_JAVA_OPTIONS="--add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED"
USER 9999:9999
# Each process of Flink answers there, job manager and task manager alike (deploy/flink/metrics.yaml).
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["java", "-cp", "/opt/flink/lib/portolan-rest.jar", "portolan.rest.HealthCheck", "http://127.0.0.1:9249/metrics"]
