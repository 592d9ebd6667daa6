# The gateway as an image: docs/operations.md ("In a container"). Nothing is compiled, and no script of a package runs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY db/driver-node-20 db/driver-node-20
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build
RUN npm ci --ignore-scripts --omit=dev

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/package.json /app/openapi.yaml /app/LICENSE ./
COPY --from=build /app/engine/position/position.schema.json engine/position/position.schema.json
COPY --from=build /app/routes/pages/assets routes/pages/assets
COPY --from=build /app/src/demo/positions src/demo/positions
COPY --from=build /app/deploy/docker/probe.mjs deploy/docker/probe.mjs
RUN install -d -o node -g node -m 700 /data
# Others reach the container's address, so TLS_CERT and TLS_KEY, or TRUST_PROXY, must be set.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATABASE_URL=sqlite:/data/pop.sqlite OUTBOX_DIR=/data/outbox
VOLUME /data
EXPOSE 8080
# By number, so that Kubernetes sees that it is not root.
USER 1000:1000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "deploy/docker/probe.mjs", "/readyz"]
CMD ["node", "dist/src/main.js"]
