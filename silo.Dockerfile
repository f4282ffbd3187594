# The images of callqueue: one that runs every role, and the carrier lab of rehearsals. Build them from the repository's root:
#   docker build -f silo.Dockerfile -t callqueue:0.2.0 .
#   docker build -f silo.Dockerfile -t callqueue-carrier-lab:0.2.0 --target carrier-lab .
#
# A container runs the command that it is given (serve, silo, gateway, dial FILE, …); without one what SERVICE_ROLE names, and serve
# when that is not set either. serve and dial keep their data in /data:
#   docker run -p 127.0.0.1:8000:8000 -v callqueue:/data -e CALLQUEUE_OPERATOR_KEY=$(openssl rand -hex 32) callqueue:0.2.0
# Without CALLQUEUE_OPERATOR_KEY serve listens on loopback only, and the loopback of a container can't be reached from outside of it.

# The build always runs on the builder's own processor, whatever the image is for: the compiler writes code for the other one too.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ src/
COPY tools/CallQueue.CarrierLab/ tools/CallQueue.CarrierLab/
# The cache keeps packages between builds, so no list of project files has to be copied first and kept up to date.
# Compiled ahead, so that a new container dials, or serves, a second earlier.
ARG TARGETARCH=amd64
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/CallQueue -c Release -o /app --nologo -p:UseAppHost=false \
    -r "linux-$([ "$TARGETARCH" = arm64 ] && echo arm64 || echo x64)" --self-contained false -p:PublishReadyToRun=true
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish tools/CallQueue.CarrierLab -c Release -o /lab --nologo -p:UseAppHost=false
RUN mkdir /data

# Chiseled rather than Alpine: glibc, for which SQLite's and every other native library is tested, and neither shell nor
# package manager for an intruder. It has no ICU and no time zone files; the product needs neither (invariant
# globalization; NodaTime brings its own zones).
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled AS carrier-lab
# The one version number of Directory.Build.props; a test keeps them equal.
ARG VERSION=0.2.0
LABEL org.opencontainers.image.title="Orleans.CallQueue carrier lab" org.opencontainers.image.version=$VERSION
WORKDIR /lab
COPY --from=build /lab ./
ENV ASPNETCORE_HTTP_PORTS=
EXPOSE 7601
USER 1654
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s --retries=3 \
    CMD ["dotnet", "CallQueue.CarrierLab.dll", "health", "--port", "7601"]
# Everybody knows the lab's credentials: put it into a network of its own, and publish no port.
ENTRYPOINT ["dotnet", "CallQueue.CarrierLab.dll"]
CMD ["--host", "0.0.0.0", "--port", "7601"]

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled AS callqueue
ARG VERSION=0.2.0
LABEL org.opencontainers.image.title="Orleans.CallQueue" org.opencontainers.image.version=$VERSION
WORKDIR /app
COPY --from=build /app ./
# What serve and dial store. A named volume takes over the owner.
COPY --from=build --chown=1654:1654 /data /data
# The base image asks for port 8080 by this variable. Ours is PORT, and a worker opens none.
ENV ASPNETCORE_HTTP_PORTS=
ENV CALLQUEUE_DATA=/data
VOLUME /data
EXPOSE 8000 11111 30000
# The base image's user by its number: Kubernetes can't tell from a name that it is not root.
USER 1654
# Exec form, since there is no shell. Start-up may take two tries: a silo that can't join after 20 s exits and is restarted.
# Switch it off for the roles worker and scheduler and for commands that end: they have no HTTP port to ask.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --start-interval=2s --retries=3 \
    CMD ["dotnet", "callqueue.dll", "health"]
ENTRYPOINT ["dotnet", "callqueue.dll"]
