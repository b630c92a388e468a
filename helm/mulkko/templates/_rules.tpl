{{- /*
Everything the operator asks of the API server, feature by feature. `make bench-rbac` shows that each pair of verb and
resource is used: one that is not must go. What is read by its name is read as a list of one, so that no `get` is needed
beside `list`.
*/}}
{{- define "mulkko.rules" -}}
- apiGroups: [mulkko.dev]
  resources: [rollouts]
  verbs: [list, watch, patch]
- apiGroups: [mulkko.dev]
  resources: [rollouts/status, rolloutactions/status]
  verbs: [patch] # of rollouts/status: the policies know the operator by it
- apiGroups: [mulkko.dev]
  resources: [rolloutactions]
  verbs: [list, watch]
- apiGroups: [apps]
  resources: [deployments]
  verbs: [list, watch, patch]
- apiGroups: [apps]
  resources: [replicasets]
  verbs: [list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [pods]
  verbs: [list]
- apiGroups: [""]
  resources: [services]
  verbs: [list, watch, create, patch, delete]
- apiGroups: [discovery.k8s.io]
  resources: [endpointslices]
  verbs: [list, watch]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
{{- if .Values.records.enabled }}
- apiGroups: [mulkko.dev]
  resources: [deploymentrecords]
  verbs: [list, watch, create, delete]
- apiGroups: [mulkko.dev]
  resources: [deploymentrecords/status]
  verbs: [patch]
{{- end }}
{{- if .Values.locks.enabled }}
- apiGroups: [mulkko.dev]
  resources: [deploylocks]
  verbs: [list, watch]
- apiGroups: [mulkko.dev]
  resources: [deploylocks/status]
  verbs: [patch]
{{- end }}
{{- if .Values.advice.enabled }}
- apiGroups: [autoscaling]
  resources: [horizontalpodautoscalers]
  verbs: [list]
- apiGroups: [autoscaling.k8s.io]
  resources: [verticalpodautoscalers]
  verbs: [list]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [list]
- apiGroups: [""]
  resources: [resourcequotas]
  verbs: [list]
{{- end }}
{{- with .Values.routers }}
{{- if .httpRoute }}
- apiGroups: [gateway.networking.k8s.io]
  resources: [httproutes]
  verbs: [list, watch, patch]
{{- end }}
{{- if .grpcRoute }}
- apiGroups: [gateway.networking.k8s.io]
  resources: [grpcroutes]
  verbs: [list, watch, patch]
{{- end }}
{{- if .ingress }}
- apiGroups: [networking.k8s.io]
  resources: [ingresses]
  verbs: [list, watch, create, patch, delete]
{{- end }}
{{- if .ingressRoute }}
- apiGroups: [traefik.io]
  resources: [ingressroutes]
  verbs: [list, watch, patch]
{{- end }}
{{- if .traefikService }}
- apiGroups: [traefik.io]
  resources: [traefikservices]
  verbs: [list, watch, patch]
{{- end }}
{{- end }}
{{- end }}

{{- /* What is of the whole cluster, or in namespaces that are not watched. Read only, but for the status of locks. */}}
{{- define "mulkko.clusterRules" -}}
{{- if .Values.metrics.providers.enabled }}
- apiGroups: [mulkko.dev]
  resources: [metricproviders]
  verbs: [list, watch]
{{- end }}
{{- if .Values.locks.enabled }}
- apiGroups: [mulkko.dev]
  resources: [clusterdeploylocks]
  verbs: [list, watch]
- apiGroups: [mulkko.dev]
  resources: [clusterdeploylocks/status]
  verbs: [patch]
{{- end }}
{{- if or .Values.routers.httpRoute .Values.routers.grpcRoute }}
- apiGroups: [gateway.networking.k8s.io]
  resources: [gateways, gatewayclasses]
  verbs: [get]
{{- end }}
{{- end }}
