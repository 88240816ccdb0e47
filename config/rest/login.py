"""A token for a name and a password; later requests carry it: `Authorization: Token …`."""

from drf_spectacular.utils import extend_schema
from knox import views
from rest_framework import serializers
from rest_framework.authtoken.serializers import AuthTokenSerializer
from rest_framework.permissions import AllowAny
from rest_framework.throttling import ScopedRateThrottle

from config.rest.authentication import TokenAuthentication


class LoginSerializer(AuthTokenSerializer):
    token = None


class TokenSerializer(serializers.Serializer):
    token = serializers.CharField()
    expiry = serializers.DateTimeField()


class LoginView(views.LoginView):
    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "login"

    @extend_schema(
        request=LoginSerializer, responses=TokenSerializer, summary="Name and password for a token"
    )
    def post(self, request):
        login = LoginSerializer(data=request.data, context={"request": request})
        login.is_valid(raise_exception=True)
        request.user = login.validated_data["user"]
        return super().post(request)


class LogoutView(views.LogoutView):
    authentication_classes = (TokenAuthentication,)

    @extend_schema(request=None, responses={204: None}, summary="End this token")
    def post(self, request):
        return super().post(request)


class LogoutAllView(views.LogoutAllView):
    authentication_classes = (TokenAuthentication,)

    @extend_schema(request=None, responses={204: None}, summary="End all tokens of this user")
    def post(self, request):
        return super().post(request)
